package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The scanner takes what Jackson takes, and Jackson reads it to the same value afterwards.
class JsonScannerFuzzTest {
  private static final int MAX_DEPTH = 20;
  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .disable(JsonFactory.Feature.CHARSET_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private enum Verdict {
    VALID,
    MALFORMED,
    TOO_DEEP
  }

  @FuzzTest
  void the_verdict_is_that_of_jackson(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.UTF_8);
    if (text.length() > JsonScanner.MAX_NUMBER) {
      // Both refuse longer numbers, but do not measure them alike.
      return;
    }
    byte[] json = text.getBytes(StandardCharsets.UTF_8);

    Verdict verdict = scan(json);

    assertThat(verdict).isEqualTo(jackson(json));
    if (verdict == Verdict.VALID) {
      assertThat(Json.read(json, 0, json.length)).isEqualTo(JACKSON.readTree(json));
    }
  }

  private static Verdict scan(byte[] json) {
    JsonScanner scanner = new JsonScanner(json, MAX_DEPTH);
    try {
      scanner.value();
      scanner.end();
      return Verdict.VALID;
    } catch (MalformedPacketException e) {
      return Verdict.MALFORMED;
    } catch (PacketException e) {
      return Verdict.TOO_DEEP;
    }
  }

  /// Of bytes: in text, Jackson takes `ţ` for a hexadecimal digit.
  private static Verdict jackson(byte[] json) throws IOException {
    try {
      JsonNode tree = JACKSON.readTree(json);
      return tree instanceof MissingNode ? Verdict.MALFORMED : Verdict.VALID;
    } catch (StreamConstraintsException e) {
      return Verdict.TOO_DEEP;
    } catch (JsonProcessingException e) {
      return Verdict.MALFORMED;
    }
  }
}
