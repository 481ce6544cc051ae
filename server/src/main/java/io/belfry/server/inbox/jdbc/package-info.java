/// What every database of the inbox log has in common: the work of one transaction, over tables
/// that each database writes in its own way.
@NullMarked
package io.belfry.server.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
