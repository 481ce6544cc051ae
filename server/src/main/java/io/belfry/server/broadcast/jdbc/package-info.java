/// Broadcasts in the database of the log.
@NullMarked
package io.belfry.server.broadcast.jdbc;

import org.jspecify.annotations.NullMarked;
