package io.belfry.server.cluster.redis;

/// This node on the bus: what the parts of its bus share.
///
/// @param id what tells it from other nodes, and from what it was before it was started
record Node(
    long id,
    Channels channels,
    Memberships memberships,
    Asks asks,
    Sender sender,
    BusMetrics metrics) {}
