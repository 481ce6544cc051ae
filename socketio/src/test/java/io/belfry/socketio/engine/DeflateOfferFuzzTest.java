package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whatever a client offers, the answer is none or one that keeps to the rules; and the answer
/// itself, as an offer, is answered with the same window.
class DeflateOfferFuzzTest {
  private static final Deflate OPTIONS = new Deflate(true, 1, 12);

  @FuzzTest
  void the_answer_keeps_to_the_rules(byte[] input) {
    String header = new String(input, StandardCharsets.ISO_8859_1);
    @Nullable DeflateOffer offer = DeflateOffer.accept(header, OPTIONS);
    if (offer != null) {
      assertThat(header).containsIgnoringCase("permessage-deflate");
      assertThat(offer.response())
          .matches(
              "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                  + "(; server_max_window_bits=(8|9|1[0-5]))?"
                  + "(; client_max_window_bits=(8|9|1[0-2]))?");
      assertThat(offer.serverWindow())
          .matches(
              window -> window == Integer.MAX_VALUE || (window >= 1 << 8 && window <= 1 << 14));
      @Nullable DeflateOffer again = DeflateOffer.accept(offer.response(), OPTIONS);
      assertThat(again).isEqualTo(offer);
    }
    assertThat(DeflateOffer.accept(header, Deflate.OFF)).isNull();
  }
}
