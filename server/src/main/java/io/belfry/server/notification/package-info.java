/// What a notification is: its id, its content and its states.
@NullMarked
package io.belfry.server.notification;

import org.jspecify.annotations.NullMarked;
