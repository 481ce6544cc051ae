package io.belfry.server.inbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/// What a member of a notification's `data` must be: that text, the number or the boolean that is
/// written so. Numbers are compared by their value: `5` and `5.0` are the same.
///
/// @param name of the member, at the top of `data`
public record DataField(String name, String value) {
  /// How many characters (code points) each of the two can have.
  static final int MAX_CHARACTERS = 256;

  /// What compares the value with those that parsers are at.
  ///
  /// @param place among others, from 0
  Test test(int place) {
    return new Test(1 << place, value, number(value));
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /// A value that is prepared once and compared often.
  ///
  /// @param bit that stands for it among others
  record Test(int bit, String text, Optional<BigDecimal> number) {
    /// Whether the current value of `parser` is this one; it is no object and no array then.
    boolean passes(JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
        return false;
      }
      String own = parser.getText();
      if (own.equals(text)) {
        return true;
      }
      return token.isNumeric()
          && number.isPresent()
          && DataField.number(own).filter(each -> each.compareTo(number.get()) == 0).isPresent();
    }
  }
}
