/// API keys on SQLite.
@NullMarked
package io.belfry.server.auth.jdbc;

import org.jspecify.annotations.NullMarked;
