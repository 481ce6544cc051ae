/// The embedded database: its file, its connections and its schema.
@NullMarked
package io.belfry.server.jdbc;

import org.jspecify.annotations.NullMarked;
