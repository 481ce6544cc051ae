package io.belfry.server.notification;

/// By what a new notification is treated and found, beside its id. Of one that is read from a store
/// nobody knows them.
///
/// @param type what it is about, such as `comment`
/// @param group the key of the card that it joins; empty for none
/// @param actionGroup what an answer to it answers too, in other inboxes; empty for none
public record Traits(String type, String group, String actionGroup) {
  /// Those of a notification of which nothing is said.
  public static final Traits NONE = new Traits("info", "", "");

  /// One of that type that stands by itself.
  public static Traits of(String type) {
    return new Traits(type, "", "");
  }

  /// Whether it stands by itself, in no group.
  public boolean isAlone() {
    return group.isEmpty() && actionGroup.isEmpty();
  }
}
