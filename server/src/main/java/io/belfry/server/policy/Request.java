package io.belfry.server.policy;

import io.belfry.server.notification.Priority;

/// A notification that would speak.
///
/// @param joinsCard whether it becomes part of a card that is there already
public record Request(String type, Priority priority, boolean joinsCard) {}
