package io.belfry.server.user;

/// What an application says of a user.
public record User(UserId id, Profile profile, Attributes attributes) {
  /// One of whom nothing was said.
  public static User unsaid(UserId id) {
    return new User(id, Profile.NONE, Attributes.NONE);
  }
}
