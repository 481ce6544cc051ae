/// The inbox log in a SQLite file.
@NullMarked
package io.belfry.server.inbox.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
