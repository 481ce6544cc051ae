package io.belfry.server.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an application says of a user, so that broadcasts can be for some of all users.
///
/// @param values by name, each a text, a number or a boolean, written as JSON in one way only:
///   equal values are equal texts
public record Attributes(SortedMap<String, String> values) {
  public static final Attributes NONE = new Attributes(new TreeMap<>());

  /// How many a user can have.
  public static final int MAX = 50;

  /// What is wrong with something that is no name of one.
  public static final String NAMES = "must be 1 to 64 of A to Z, a to z, 0 to 9, '_', '.' and '-'";

  /// What is wrong with something that is no value of one.
  public static final String VALUES =
      "must be a text of at most 256 characters, a number of at most 30 digits, or a boolean";

  /// How many characters (code points) one that is a text can have.
  public static final int MAX_TEXT = 256;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int MAX_DIGITS = 30;

  /// Digits, zeros at the end among them, beyond which nothing is computed of a number.
  private static final int MAX_WRITTEN = 1_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public Attributes {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// Those that [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it did not
  public static Attributes parse(String json) {
    SortedMap<String, String> values = new TreeMap<>();
    tree(json)
        .properties()
        .forEach(each -> values.put(each.getKey(), value(each.getValue()).orElseThrow()));
    return new Attributes(values);
  }

  /// Whether `text` can be the name of one.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// `node` as one of the values; nothing when it is neither a text of at most 256 characters, a
  /// number of at most 30 digits before and after its point, nor a boolean.
  public static Optional<String> value(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return text.codePointCount(0, text.length()) <= MAX_TEXT
          ? Optional.of(node.toString())
          : Optional.empty();
    }
    if (node.isNumber()) {
      return number(node.decimalValue());
    }
    return node.isBoolean() ? Optional.of(node.toString()) : Optional.empty();
  }

  private static Optional<String> number(BigDecimal written) {
    if (Math.abs((long) written.scale()) > MAX_WRITTEN) {
      return Optional.empty();
    }
    BigDecimal number = written.stripTrailingZeros();
    int before = number.precision() - number.scale();
    int digits = Math.max(before, 0) + Math.max(number.scale(), 0);
    return digits > MAX_DIGITS ? Optional.empty() : Optional.of(number.toPlainString());
  }

  /// All of them as a JSON object.
  public String json() {
    return values.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// Whether each name in `wanted` has one of the values that it is wanted to have there.
  boolean match(Map<String, ? extends Iterable<String>> wanted) {
    for (Map.Entry<String, ? extends Iterable<String>> each : wanted.entrySet()) {
      String own = values.get(each.getKey());
      boolean found = false;
      for (String value : each.getValue()) {
        found |= value.equals(own);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
