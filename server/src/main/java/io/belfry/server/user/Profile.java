package io.belfry.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who a user is, as an application says it; each part may be left out.
///
/// @param name as others see it
/// @param email where mail reaches them
/// @param locale their language and region, a tag of BCP 47
/// @param timeZone where their days begin and end, a name of the IANA time zone database
/// @param avatar the address of their picture
public record Profile(
    Optional<String> name,
    Optional<String> email,
    Optional<String> locale,
    Optional<String> timeZone,
    Optional<String> avatar) {
  public static final Profile NONE =
      new Profile(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// The longest address of mail (RFC 5321, 4.5.3.1.3, without the brackets).
  public static final int MAX_EMAIL = 254;

  /// One `@` between what may stand there without quotes; whether it reaches somebody, only mail
  /// can tell.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>(),;:\"\\[\\]\\\\]+@[^\\s\\p{Cntrl}@<>(),;:\"\\[\\]\\\\]+");

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The one that [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it did not
  public static Profile parse(String json) {
    JsonNode tree = Attributes.tree(json);
    return new Profile(
        text(tree, "name"),
        text(tree, "email"),
        text(tree, "locale"),
        text(tree, "timeZone"),
        text(tree, "avatar"));
  }

  /// Whether `text` is an address of mail.
  public static boolean isEmail(String text) {
    return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches();
  }

  /// The tag that means what `text` does, as one writes it (`de-CH` for `DE-ch`); nothing when it
  /// is none.
  public static Optional<String> locale(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text).build();
      return Optional.of(locale.toLanguageTag()).filter(tag -> !locale.getLanguage().isEmpty());
    } catch (IllformedLocaleException none) {
      return Optional.empty();
    }
  }

  /// Whether `text` names a time zone.
  public static boolean isTimeZone(String text) {
    return ZONES.contains(text);
  }

  /// All that is said, as a JSON object: `{name?, email?, locale?, timeZone?, avatar?}`.
  public String json() {
    ObjectNode json = JSON.createObjectNode();
    name.ifPresent(text -> json.put("name", text));
    email.ifPresent(text -> json.put("email", text));
    locale.ifPresent(text -> json.put("locale", text));
    timeZone.ifPresent(text -> json.put("timeZone", text));
    avatar.ifPresent(text -> json.put("avatar", text));
    return json.toString();
  }

  private static Optional<String> text(JsonNode tree, String name) {
    return Optional.ofNullable(tree.path(name).textValue());
  }
}
