/// What can go wrong in a way that a client sees.
@NullMarked
package io.belfry.server.problem;

import org.jspecify.annotations.NullMarked;
