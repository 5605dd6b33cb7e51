package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Asks one server after the other until one can tell, as often as the options say.
///
/// @param first which server begins
record Inquiry(Network network, QueryIds ids, ResolverOptions options, int first) {
  /// - **Waits**: for the servers; a cancellation point.
  ///
  /// @return what the last of them came to, when none could tell
  Answer ask(Question question) {
    Set<Address> asked = new LinkedHashSet<>();
    Answer last = new Answer.Failed(Reason.TIMED_OUT, options.servers());
    for (int attempt = 0; attempt < options.attempts(); attempt++) {
      for (Address server : inOrder()) {
        asked.add(server);
        last = ask(question, server);
        if (!(last instanceof Answer.Failed)) {
          return last;
        }
      }
    }
    return last instanceof Answer.Failed failed
        ? new Answer.Failed(failed.reason(), List.copyOf(asked))
        : last;
  }

  private List<Address> inOrder() {
    List<Address> all = options.servers();
    int start = options.rotates() ? Math.floorMod(first, all.size()) : 0;
    List<Address> turned = new ArrayList<>(all.subList(start, all.size()));
    turned.addAll(all.subList(0, start));
    return turned;
  }

  private Answer ask(Question question, Address server) {
    return Scope.runOr(
        Deadline.after(options.timeout()),
        new Answer.Failed(Reason.TIMED_OUT, List.of(server)),
        _ -> exchange(question, server));
  }

  private Answer exchange(Question question, Address server) {
    try {
      Message message = new Exchange(network, ids, server).ask(question);
      return switch (message.code()) {
        case Message.NO_ERROR, Message.NAME_ERROR -> Chain.follow(message, question, server);
        case Message.REFUSED -> new Answer.Failed(Reason.REFUSED, List.of(server));
        default -> new Answer.Failed(Reason.SERVER_FAILED, List.of(server));
      };
    } catch (MalformedMessage _) {
      return new Answer.Failed(Reason.MALFORMED, List.of(server));
    } catch (IOException _) {
      return new Answer.Failed(Reason.UNREACHABLE, List.of(server));
    }
  }
}
