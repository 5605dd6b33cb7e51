package io.weightless.tool;

import java.io.PrintWriter;

/// How far long work has come: a bar that moves on a terminal, and elsewhere a line for each tenth.
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int TENTHS = 10;

  private final PrintWriter err;
  private final boolean isTerminal;
  private long shown;

  ProgressBar(PrintWriter err, boolean isTerminal) {
    this.err = err;
    this.isTerminal = isTerminal;
  }

  /// @param what stands beside it
  void show(long done, long all, String what) {
    int parts = isTerminal ? WIDTH : TENTHS;
    long part = done * parts / all;
    if (isTerminal) {
      String bar = "=".repeat((int) part) + " ".repeat(WIDTH - (int) part);
      err.print("\r\u001b[K[" + bar + "] " + what);
      err.flush();
    } else if (part > shown && all > TENTHS) {
      err.println(done * 100 / all + "%: " + what);
    }
    shown = part;
  }

  /// Takes the bar away, for other lines.
  void clear() {
    if (isTerminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
