package io.belfry.server.api;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of a page, as it is sent.
///
/// @param type its media type
/// @param tag its entity tag (RFC 9110, section 8.8.3): a weak one, since it is that of both forms
/// @param plain as it is
/// @param gzipped the same, compressed
record PageFile(String type, String tag, Buffer plain, Buffer gzipped) {
  private static final int TAG_BYTES = 16;

  static PageFile of(String type, byte[] content) {
    return of(type, content, compressed(content));
  }

  /// @param gzipped the content as it was compressed when this program was built
  static PageFile of(String type, byte[] content, byte[] gzipped) {
    return new PageFile(type, tagOf(content), Buffer.buffer(content), Buffer.buffer(gzipped));
  }

  /// Whether who says `If-None-Match: <condition>` has it already.
  boolean isHeld(@Nullable String condition) {
    return condition != null
        && Stream.of(condition.split(",")).map(String::strip).anyMatch(this::matches);
  }

  private boolean matches(String candidate) {
    String strong = tag.substring("W/".length());
    return candidate.equals(tag) || candidate.equals(strong) || candidate.equals("*");
  }

  private static String tagOf(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      byte[] start = Arrays.copyOf(hash, TAG_BYTES);
      return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] compressed(byte[] content) {
    var compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new SmallestGzip(compressed)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }

  /// It is done once, so it may take its time.
  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
