/// Broadcasts: one row for many, and a copy for each of them in time.
@NullMarked
package io.belfry.server.broadcast;

import org.jspecify.annotations.NullMarked;
