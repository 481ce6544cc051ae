package io.belfry.bench;

import java.util.Arrays;

/// The account of a load's sends: each that was answered must arrive at the socket of its user,
/// once. Sends are numbered from 0, users take turns. Not for several threads.
final class Ledger {
  private static final byte ISSUED = 0;
  private static final byte ANSWERED = 1;
  private static final byte DELIVERED = 2;

  private final int users;
  private byte[] states = new byte[1 << 16];
  private int issued;
  private int answered;
  private int delivered;

  Ledger(int users) {
    this.users = users;
  }

  /// The number of the next send.
  int issue() {
    if (issued == states.length) {
      states = Arrays.copyOf(states, states.length * 2);
    }
    return issued++;
  }

  int userOf(int number) {
    return number % users;
  }

  void answered(int number) {
    note(number, ANSWERED, "answered");
    answered++;
  }

  void delivered(int number, int user) {
    note(number, DELIVERED, "delivered");
    delivered++;
    if (userOf(number) != user) {
      throw new LoadException("send " + number + " arrived at user " + user);
    }
  }

  /// Whether all that was issued has been answered and has arrived.
  boolean settled() {
    return answered == issued && delivered == issued;
  }

  int issuedCount() {
    return issued;
  }

  @Override
  public String toString() {
    return issued + " sent, " + answered + " answered, " + delivered + " delivered";
  }

  private void note(int number, byte what, String verb) {
    if (number < 0 || number >= issued) {
      throw new LoadException("send " + number + " was " + verb + ", but never made");
    }
    if ((states[number] & what) != ISSUED) {
      throw new LoadException("send " + number + " was " + verb + " twice");
    }
    states[number] |= what;
  }
}
