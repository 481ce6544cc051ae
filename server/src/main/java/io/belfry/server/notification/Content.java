package io.belfry.server.notification;

/// What a sender wrote: checked, and encoded once for the store and for every frame that will carry
/// it.
///
/// @param priority how loudly it speaks
/// @param json an object with the fields that never change: type, title, message, priority, data,
///   and url, icon, actor where sent; at least one of them
public record Content(Priority priority, JsonBytes json) {
  /// The same, with `members`, JSON without braces, before its own.
  public Content with(String members) {
    String own = json.toString();
    return new Content(priority, JsonBytes.of("{" + members + "," + own.substring(1)));
  }
}
