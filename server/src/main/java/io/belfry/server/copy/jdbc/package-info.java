/// A whole store moves from SQLite to PostgreSQL.
@NullMarked
package io.belfry.server.copy.jdbc;

import org.jspecify.annotations.NullMarked;
