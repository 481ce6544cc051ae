/// The bus over Redis pub/sub.
@NullMarked
package io.belfry.server.cluster.redis;

import org.jspecify.annotations.NullMarked;
