/// What follows when a button is pressed: other cards are closed, backends hear of it.
@NullMarked
package io.belfry.server.action;

import org.jspecify.annotations.NullMarked;
