/// The inbox log on SQLite.
@NullMarked
package io.belfry.server.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
