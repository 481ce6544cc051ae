/// The inbox log in PostgreSQL, which several nodes write.
@NullMarked
package io.belfry.server.inbox.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
