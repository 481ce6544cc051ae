package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;

/// An answer as backends hear of it.
///
/// @param number in the order in which answers became durable; none is given twice
/// @param event `{id, userId, action, actionGroup?, broadcast?, at, data}` in one line
public record Act(long number, JsonBytes event) {}
