package io.weightless.simulation;

/// What goes from one end of a wire to the other.
final class Packet {
  private final WireEnd from;
  private final WireEnd to;
  private final WireEnd patient;
  private final boolean isReset;
  private final Runnable landing;
  private int holds;

  private Packet(WireEnd from, WireEnd to, WireEnd patient, boolean isReset, Runnable landing) {
    this.from = from;
    this.to = to;
    this.patient = patient;
    this.isReset = isReset;
    this.landing = landing;
  }

  /// Bytes, or the end of them.
  static Packet segment(WireEnd from, WireEnd to, Runnable landing) {
    return new Packet(from, to, from, false, landing);
  }

  /// News of the reader for the writer.
  static Packet acknowledgement(WireEnd reader, WireEnd writer, Runnable landing) {
    return new Packet(reader, writer, writer, false, landing);
  }

  static Packet reset(WireEnd from, WireEnd to) {
    return new Packet(from, to, to, true, () -> to.breakUp("Connection reset"));
  }

  WireEnd from() {
    return from;
  }

  WireEnd to() {
    return to;
  }

  /// Who gives up when it is held back for too long: of bytes and news of them their writer, who
  /// would send again and again; of a reset the one who would find out by asking.
  WireEnd patient() {
    return patient;
  }

  boolean isReset() {
    return isReset;
  }

  /// What happens where it lands.
  Runnable landing() {
    return landing;
  }

  /// It meets a partition.
  void hold() {
    holds++;
  }

  /// How often that was.
  int holds() {
    return holds;
  }
}
