package io.belfry.server.policy;

import io.belfry.server.notification.Priority;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// Which channels speak for one notification of one recipient, and why.
///
/// @param verdicts of every channel
/// @param heldUntilMs when a toast that is held may be raised, epoch milliseconds; nothing when
///   none is held, or when that is no longer known
public record Decision(Map<Channel, Verdict> verdicts, OptionalLong heldUntilMs) {
  private static final int BITS = 6;
  private static final int MASK = (1 << BITS) - 1;
  private static final Channel[] CHANNELS = Channel.values();

  /// Beside what [#encoded] writes: it was held back when it came back from a snooze, and its user
  /// has not been told of that yet. On disk.
  public static final int WOKEN = 1 << (BITS * CHANNELS.length);

  private static final Map<Priority, Decision> ORDINARY = new EnumMap<>(Priority.class);

  static {
    for (Priority priority : Priority.values()) {
      ORDINARY.put(priority, said(priority));
    }
  }

  private static final int[] ORDINARY_BITS =
      ORDINARY.values().stream().mapToInt(Decision::bits).toArray();

  public Decision {
    var copy = new EnumMap<Channel, Verdict>(verdicts);
    if (copy.size() < CHANNELS.length) {
      throw new IllegalArgumentException("a channel has no verdict");
    }
    verdicts = Collections.unmodifiableMap(copy);
    if (heldUntilMs.isPresent() && !isHeld(verdicts)) {
      throw new IllegalArgumentException("the toast is not held");
    }
  }

  /// What `priority` says for a recipient without choices where there are no rules.
  public static Decision ordinary(Priority priority) {
    return Objects.requireNonNull(ORDINARY.get(priority));
  }

  private static Decision said(Priority priority) {
    var verdicts = new EnumMap<Channel, Verdict>(Channel.class);
    for (Channel channel : CHANNELS) {
      boolean speaks = allows(priority, channel);
      verdicts.put(channel, new Verdict(speaks, speaks ? Reason.DEFAULT : Reason.PRIORITY));
    }
    return new Decision(verdicts, OptionalLong.empty());
  }

  /// Whether what has `priority` may speak on `channel`.
  static boolean allows(Priority priority, Channel channel) {
    return switch (channel) {
      case IN_APP, EMAIL -> true;
      case TOAST, PUSH -> priority.toasts();
      case SOUND -> priority.sounds();
    };
  }

  /// The decision that [#encoded] wrote about a notification of that priority. Until when a toast
  /// is held is not in it.
  public static Decision of(int encoded, Priority priority) {
    if (encoded == 0) {
      return ordinary(priority);
    }
    var verdicts = new EnumMap<Channel, Verdict>(Channel.class);
    for (Channel channel : CHANNELS) {
      verdicts.put(channel, Verdict.ofBits((encoded >> (BITS * channel.place())) & MASK));
    }
    return new Decision(verdicts, OptionalLong.empty());
  }

  /// All verdicts in a number, six bits each, that of place 0 lowest; 0 when it is [#ordinary].
  public int encoded() {
    int bits = bits();
    return Arrays.stream(ORDINARY_BITS).anyMatch(each -> each == bits) ? 0 : bits;
  }

  /// What [#encoded] wrote about a notification of the priority `before`, so that it says the same
  /// when that is `after`: the ordinary is written out where it would be another one.
  public static int kept(int encoded, Priority before, Priority after) {
    boolean same = encoded != 0 || ordinary(before).equals(ordinary(after));
    return same ? encoded : ordinary(before).bits();
  }

  private int bits() {
    int bits = 0;
    for (Channel channel : CHANNELS) {
      bits |= verdict(channel).bits() << (BITS * channel.place());
    }
    return bits;
  }

  public Verdict verdict(Channel channel) {
    return Objects.requireNonNull(verdicts.get(channel));
  }

  public boolean speaks(Channel channel) {
    return verdict(channel).speaks();
  }

  /// Whether there is a toast or a sound.
  public boolean interrupts() {
    return speaks(Channel.TOAST) || speaks(Channel.SOUND);
  }

  /// Whether there would be a toast, were it not for a pause, quiet hours or a throttle.
  public boolean isHeld() {
    return isHeld(verdicts);
  }

  private static boolean isHeld(Map<Channel, Verdict> verdicts) {
    Verdict toast = Objects.requireNonNull(verdicts.get(Channel.TOAST));
    return !toast.speaks() && toast.reason().passes();
  }
}
