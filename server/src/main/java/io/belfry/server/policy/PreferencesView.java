package io.belfry.server.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/// What somebody is shown who looks at preferences: what was chosen, and what that comes to for
/// each type.
///
/// ```
/// {preferences: {…}, timeZone, silentUntil?: epoch milliseconds,
///  types: [{type, category?, label?, required, channels: {inApp: boolean, …}}]}
/// ```
///
/// `types` are those that are declared and those for which something was chosen, by name.
public final class PreferencesView {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PreferencesView() {}

  /// What there is to see of `recipient` at `nowMs`, as a JSON object.
  public static String json(Recipient recipient, Rules rules, long nowMs) {
    Preferences preferences = recipient.preferences();
    ObjectNode json = JSON.createObjectNode();
    json.set("preferences", PreferencesJson.tree(preferences));
    json.put("timeZone", recipient.zone().getId());
    Silence.at(preferences, recipient.zone(), nowMs)
        .ifPresent(silence -> json.put("silentUntil", silence.untilMs()));
    var types = json.putArray("types");
    var names = new TreeSet<>(rules.types().keySet());
    names.addAll(preferences.types().keySet());
    for (String name : names) {
      TypeRule rule = rules.rule(name);
      ObjectNode type = types.addObject().put("type", name);
      rule.category().ifPresent(category -> type.put("category", category));
      rule.label().ifPresent(label -> type.put("label", label));
      type.put("required", rule.required());
      ObjectNode channels = type.putObject("channels");
      for (Channel channel : Channel.values()) {
        channels.put(channel.wire(), Decide.switched(channel, name, preferences, rules).speaks());
      }
    }
    return json.toString();
  }
}
