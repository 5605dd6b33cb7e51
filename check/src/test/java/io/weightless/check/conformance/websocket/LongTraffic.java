package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;

/// Groups 9 and 10: long messages, many messages, small fragments, small writes.
final class LongTraffic {
  private static final int KIBI = 1 << 10;
  private static final int MEBI = 1 << 20;

  private LongTraffic() {}

  static List<Traffic> all() {
    List<Traffic> all = new ArrayList<>();
    add(all, "9.1", "9.3", "9.5", "9.7", Frame.TEXT);
    add(all, "9.2", "9.4", "9.6", "9.8", Frame.BINARY);
    for (int fragment : new int[] {1, 125, 126, 1300, 1301, 65535, 65536}) {
      int size = fragment == 1 ? 4 * KIBI : 64 * KIBI;
      all.add(new Traffic("10.1." + fragment, Frame.TEXT, size, 1).inFragmentsOf(fragment));
      all.add(new Traffic("10.2." + fragment, Frame.BINARY, size, 1).inFragmentsOf(fragment));
    }
    all.add(new Traffic("10.3.1", Frame.BINARY, 16 * MEBI, 1).inFragmentsOf(64));
    all.add(new Traffic("10.3.2", Frame.TEXT, 2 * MEBI, 1).inFragmentsOf(1300).inPiecesOf(1301));
    return all;
  }

  private static void add(
      List<Traffic> all, String whole, String split, String chopped, String many, int opcode) {
    for (int size : new int[] {64 * KIBI, 256 * KIBI, MEBI, 4 * MEBI, 8 * MEBI, 16 * MEBI}) {
      all.add(new Traffic(whole + "." + size, opcode, size, 1));
    }
    for (int fragment = 64; fragment <= 4 * MEBI; fragment *= 4) {
      all.add(new Traffic(split + "." + fragment, opcode, 4 * MEBI, 1).inFragmentsOf(fragment));
    }
    for (int piece = 64; piece <= 2048; piece *= 2) {
      all.add(new Traffic(chopped + "." + piece, opcode, MEBI, 1).inPiecesOf(piece));
    }
    for (int size : new int[] {0, 16, 64, 125, 126, 256, 1024, 4096}) {
      all.add(new Traffic(many + "." + size, opcode, size, 1000));
    }
  }
}
