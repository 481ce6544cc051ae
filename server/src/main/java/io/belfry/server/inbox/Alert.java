package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;

/// That a notification is to be spoken of, now and once.
///
/// @param toast whether one is shown
/// @param sound whether one is played
public record Alert(NotificationId id, boolean toast, boolean sound) {}
