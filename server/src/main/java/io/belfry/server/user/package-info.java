/// Who notifications are for.
@NullMarked
package io.belfry.server.user;

import org.jspecify.annotations.NullMarked;
