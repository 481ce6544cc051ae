package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client of the sync dialect knows of its user's inbox, kept as the protocol says: an
/// `inbox` event either replaces everything or adds to it. Not for several threads.
final class Replica {
  static final String EVENT = "42[\"inbox\",";

  private static final Pattern HEAD =
      Pattern.compile("\"epoch\":\"([^\"]+)\",\"seq\":(\\d+),\"reset\":(\\w+),\"unread\":(\\d+)");

  private final Set<Integer> numbers = new HashSet<>();
  private String since = "null";
  private int unread;

  /// What a socket says of itself when it connects: the JSON of `auth.since`.
  String since() {
    return since;
  }

  /// Applies an `inbox` event.
  void apply(ByteBuf event) {
    Matcher head = HEAD.matcher(event.toString(UTF_8));
    if (!head.find()) {
      throw new LoadException("not an inbox event: " + event.toString(UTF_8));
    }
    since = "{\"epoch\":\"" + head.group(1) + "\",\"seq\":" + head.group(2) + "}";
    unread = Integer.parseInt(head.group(4));
    if (head.group(3).equals("true")) {
      numbers.clear();
    }
    ByteBuf rest = event.duplicate();
    for (int at = Mark.find(rest); at >= 0; at = Mark.find(rest)) {
      numbers.add(Mark.number(rest, at));
      rest.readerIndex(at + Mark.BLANK.length());
    }
  }

  /// Whether the send of this number has come.
  boolean holds(int number) {
    return numbers.contains(number);
  }

  /// Whether it holds as many as the server counts, of which none has been read.
  boolean isWhole() {
    return numbers.size() == unread;
  }
}
