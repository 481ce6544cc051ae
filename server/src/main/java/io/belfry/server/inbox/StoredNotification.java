package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;

/// A notification and whose it is.
public record StoredNotification(UserId user, Notification notification) {}
