/// Users in the database of the log.
@NullMarked
package io.belfry.server.user.jdbc;

import org.jspecify.annotations.NullMarked;
