package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;
import java.util.List;
import java.util.Optional;

/// What a replica is told beside the notifications of its inbox.
///
/// @param alerts what is to be spoken of now; known only while it happens
/// @param recap how many were held back and are now spoken of together, unread still; 0 for none
/// @param preferences the user's, as a JSON object, where they are other than before
public record Notices(List<Alert> alerts, int recap, Optional<JsonBytes> preferences) {
  /// Nothing.
  public static final Notices NONE = new Notices(List.of(), 0, Optional.empty());

  public Notices {
    alerts = List.copyOf(alerts);
  }
}
