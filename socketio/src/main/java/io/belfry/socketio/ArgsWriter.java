package io.belfry.socketio;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import io.belfry.socketio.engine.EngineMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON generator that puts binary values aside as attachments and writes placeholders for them.
final class ArgsWriter extends FiniteGenerator {
  private final List<EngineMessage> attachments = new ArrayList<>();

  private ArgsWriter(JsonGenerator generator) {
    super(generator);
  }

  /// Writes an array of the name, when there is one, and the arguments.
  static EncodedArgs write(@Nullable String name, @Nullable Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (ArgsWriter writer = new ArgsWriter(Json.generator(out))) {
      out.write('[');
      if (name != null) {
        writer.writeString(name);
        writer.flush();
      }
      boolean first = name == null;
      for (Object arg : args) {
        if (!first) {
          out.write(',');
        }
        first = false;
        writer.writeArg(arg, out);
      }
      out.write(']');
      return new EncodedArgs(List.of(out.toByteArray()), writer.attachments);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "an argument cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  private void writeArg(@Nullable Object arg, ByteArrayOutputStream out) throws IOException {
    if (arg instanceof RawJson raw && raw.binary().isEmpty()) {
      out.write(raw.utf8());
    } else {
      Json.write(this, arg instanceof RawJson raw ? raw.binary().get() : arg);
      flush();
    }
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    writeStartObject();
    writeBooleanField("_placeholder", true);
    writeNumberField("num", attachments.size());
    writeEndObject();
    attachments.add(EngineMessage.binary(Arrays.copyOfRange(data, offset, offset + length)));
  }
}
