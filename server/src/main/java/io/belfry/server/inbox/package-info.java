/// The inbox log: commands, the lane that makes them durable, changes, snapshots and deltas.
@NullMarked
package io.belfry.server.inbox;

import org.jspecify.annotations.NullMarked;
