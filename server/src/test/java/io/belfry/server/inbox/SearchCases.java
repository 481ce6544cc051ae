package io.belfry.server.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What searches find, and what they do not: the cases of `search.txt`.
final class SearchCases {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private SearchCases() {}

  /// One of them.
  record Case(String query, String text, boolean found) {
    private static Case of(String line) {
      String[] parts = line.split(" \\| ", -1);
      if (parts.length != 3 || !parts[2].matches("yes|no")) {
        throw new IllegalArgumentException("no case: " + line);
      }
      return new Case(parts[0], parts[1], parts[2].equals("yes"));
    }
  }

  static List<Case> all() {
    try (InputStream file = SearchCases.class.getResourceAsStream("/search.txt")) {
      String cases = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return ESCAPE
          .matcher(cases)
          .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Case::of)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
