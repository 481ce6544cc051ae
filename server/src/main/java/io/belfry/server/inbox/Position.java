package io.belfry.server.inbox;

/// Where a replica stands in an inbox: `seq` counts within `epoch`, which changes when a store is
/// replaced.
public record Position(String epoch, long seq) {}
