package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// The body of the answer to a poll.
///
/// @param binary whether it is bytes, and not text
record PollingBody(ByteBuf bytes, boolean binary) {}
