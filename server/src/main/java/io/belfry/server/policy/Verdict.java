package io.belfry.server.policy;

/// Whether one channel speaks, and why.
public record Verdict(boolean speaks, Reason reason) {
  private static final int SPEAKS = 1;

  /// Six bits: the reason's code, and last whether it speaks.
  int bits() {
    return (reason.code() << 1) | (speaks ? SPEAKS : 0);
  }

  static Verdict ofBits(int bits) {
    return new Verdict((bits & SPEAKS) != 0, Reason.ofCode(bits >> 1));
  }
}
