/// Which channels speak for a notification, and why: values and pure functions.
@NullMarked
package io.belfry.server.policy;

import org.jspecify.annotations.NullMarked;
