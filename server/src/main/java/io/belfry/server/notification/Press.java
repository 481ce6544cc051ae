package io.belfry.server.notification;

/// The button that was pressed, when and by whom: `{action, at, by}`, the `outcome` of a
/// notification.
///
/// @param action the id of the button
/// @param atMs epoch milliseconds
/// @param by the id of the user; empty, and not in the JSON, once they are forgotten
public record Press(String action, long atMs, String by) {
  /// Whether `user` pressed `pressed`.
  public boolean isOf(String user, String pressed) {
    return by.equals(user) && action.equals(pressed);
  }

  /// As a JSON object.
  public String json() {
    String who = by.isEmpty() ? "" : ",\"by\":" + JsonText.quote(by);
    return "{\"action\":%s,\"at\":%d%s}".formatted(JsonText.quote(action), atMs, who);
  }
}
