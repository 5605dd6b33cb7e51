package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;

/// Groups 12 and 13: messages of many lengths, compressed with each combination of parameters (RFC
/// 7692).
final class CompressedTraffic {
  private static final int[] SIZES = {
    0, 1, 16, 63, 64, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072
  };
  private static final String[] WINDOWS = {"8", "9", "10", "11", "12", "13", "14", "15"};

  /// Octets of each case, about, if it is not about few long messages.
  private static final int MUCH = 128 * 1024;

  private CompressedTraffic() {}

  static List<Traffic> all() {
    List<Traffic> all = new ArrayList<>();
    for (int size : SIZES) {
      all.add(traffic("12.1." + size, Frame.TEXT, size).compressed(Agreement.NAME));
      all.add(traffic("12.2." + size, Frame.BINARY, size).compressed(Agreement.NAME));
    }
    for (int fragment : new int[] {1, 7, 125, 256, 1024, 4096, 32768}) {
      int size = fragment < 100 ? 1024 : 131072;
      all.add(
          traffic("12.3." + fragment, Frame.TEXT, size)
              .inFragmentsOf(fragment)
              .compressed(Agreement.NAME));
      all.add(
          traffic("12.4." + fragment, Frame.BINARY, size)
              .inFragmentsOf(fragment)
              .compressed(Agreement.NAME));
    }
    all.add(new Traffic("12.5.1", Frame.TEXT, 16 << 20, 1).compressed(Agreement.NAME));
    all.add(new Traffic("12.5.2", Frame.BINARY, 15 << 20, 1).compressed(Agreement.NAME));
    all.add(new Traffic("12.5.3", Frame.TEXT, 16, 1000).compressed(Agreement.NAME));
    all.add(new Traffic("12.5.4", Frame.TEXT, 200, 1000).compressed(Agreement.NAME));
    all.add(
        new Traffic("12.5.5", Frame.BINARY, 1 << 20, 2).inPiecesOf(997).compressed(Agreement.NAME));
    List<String> offers = offers();
    for (int i = 0; i < offers.size(); i++) {
      String number = "13." + (i + 1);
      String offer = offers.get(i);
      all.add(traffic(number + ".16", Frame.TEXT, 16).compressed(offer));
      all.add(traffic(number + ".1024", Frame.TEXT, 1024).compressed(offer));
      all.add(traffic(number + ".70000", Frame.BINARY, 70_000).compressed(offer));
      all.add(
          traffic(number + ".131072", Frame.TEXT, 131072).inFragmentsOf(1000).compressed(offer));
    }
    return all;
  }

  private static Traffic traffic(String number, int opcode, int size) {
    int count = Math.clamp(MUCH / Math.max(1, size), 2, 300);
    return new Traffic(number, opcode, size, count);
  }

  private static List<String> offers() {
    List<String> offers = new ArrayList<>();
    for (String server : List.of("", "; " + Agreement.SERVER_RESET)) {
      for (String client : List.of("", "; " + Agreement.CLIENT_RESET)) {
        String resets = server + client;
        offers.add(Agreement.NAME + resets + "; " + Agreement.CLIENT_BITS);
        offers.add(Agreement.NAME + "; " + Agreement.CLIENT_BITS + resets);
        for (String window : WINDOWS) {
          String ours = "; " + Agreement.SERVER_BITS + "=" + window;
          String theirs = "; " + Agreement.CLIENT_BITS + "=" + window;
          offers.add(Agreement.NAME + resets + ours);
          offers.add(Agreement.NAME + resets + theirs);
          offers.add(Agreement.NAME + theirs + ours + resets);
        }
        offers.add(Agreement.NAME + resets);
      }
    }
    return offers;
  }
}
