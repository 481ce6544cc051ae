package io.belfry.server.cluster.redis;

import io.belfry.server.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Who is joined, and how that differs from what Redis knows.
///
/// [#join], [#leave] and the questions are for any thread. One thread, the bus's own, takes changes
/// with [#next], carries them out, and says so with [#applied].
final class Memberships {
  private static final CompletionStage<Void> IN_PLACE =
      CompletableFuture.completedStage((Void) null);

  private final Map<UserId, Member> members = new HashMap<>();
  private final Queue<Member> changed = new ArrayDeque<>();
  private boolean live;

  /// A user whose channel is subscribed, or should be. Guarded by the enclosing object.
  private static final class Member {
    final UserId user;
    boolean wanted;
    boolean queued;

    /// Whether the channel is known to be subscribed, with nothing under way that ends it.
    boolean subscribed;

    @Nullable CompletableFuture<Void> joining;

    Member(UserId user) {
      this.user = user;
    }
  }

  /// What to carry out next; each user is in one of the lists at most.
  record Changes(List<UserId> joined, List<UserId> left) {
    boolean isEmpty() {
      return joined.isEmpty() && left.isEmpty();
    }
  }

  /// Wants `user`; completes when that has been carried out, and at once while nothing can be.
  synchronized CompletionStage<Void> join(UserId user) {
    Member member = members.computeIfAbsent(user, Member::new);
    member.wanted = true;
    if (member.subscribed) {
      return IN_PLACE;
    }
    queue(member);
    if (!live) {
      return IN_PLACE;
    }
    if (member.joining == null) {
      member.joining = new CompletableFuture<>();
    }
    return member.joining;
  }

  synchronized void leave(UserId user) {
    Member member = members.get(user);
    if (member != null) {
      member.wanted = false;
      queue(member);
    }
  }

  /// How many users are joined or just leaving.
  synchronized int size() {
    return members.size();
  }

  /// Whether the channel of `user` is meant to be subscribed, and was.
  synchronized boolean isSubscribed(UserId user) {
    Member member = members.get(user);
    return member != null && member.subscribed;
  }

  /// How many changes wait.
  synchronized int waiting() {
    return changed.size();
  }

  /// From now on joining waits for its subscription.
  synchronized void live() {
    live = true;
  }

  /// Redis knows nothing of us any more: everybody who is wanted is to be subscribed again. Whoever
  /// waits for that need not.
  void forget() {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    synchronized (this) {
      live = false;
      changed.clear();
      members.values().forEach(member -> settle(member, settled));
      members.values().removeIf(member -> !member.wanted);
      for (Member member : members.values()) {
        member.subscribed = false;
        member.queued = false;
        queue(member);
      }
    }
    complete(settled);
  }

  /// The oldest `max` changes, or fewer. What was undone before its turn is left out, so that it
  /// may be empty although more waits.
  Changes next(int max) {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    List<UserId> joined = new ArrayList<>();
    List<UserId> left = new ArrayList<>();
    synchronized (this) {
      for (int i = 0; i < max && !changed.isEmpty(); i++) {
        Member member = changed.remove();
        member.queued = false;
        if (member.wanted == member.subscribed) {
          settle(member, settled);
          dropUnwanted(member);
        } else if (member.wanted) {
          joined.add(member.user);
        } else {
          member.subscribed = false;
          left.add(member.user);
        }
      }
    }
    complete(settled);
    return new Changes(joined, left);
  }

  /// `changes` have been carried out.
  void applied(Changes changes) {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    synchronized (this) {
      for (UserId user : changes.joined()) {
        Member member = members.get(user);
        if (member != null) {
          member.subscribed = true;
          settle(member, settled);
        }
      }
      for (UserId user : changes.left()) {
        Member member = members.get(user);
        if (member != null) {
          dropUnwanted(member);
        }
      }
    }
    complete(settled);
  }

  private void queue(Member member) {
    if (!member.queued) {
      member.queued = true;
      changed.add(member);
    }
  }

  private void dropUnwanted(Member member) {
    if (!member.wanted && !member.queued) {
      members.remove(member.user);
    }
  }

  private static void settle(Member member, List<CompletableFuture<Void>> settled) {
    if (member.joining != null) {
      settled.add(member.joining);
      member.joining = null;
    }
  }

  // Outside the lock: what hangs on a stage runs here.
  private static void complete(List<CompletableFuture<Void>> settled) {
    settled.forEach(joining -> joining.complete(null));
  }
}
