package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.reactor.Reactor;
import java.util.List;

/// What is known, and what is being asked, on one reactor.
final class Lookups {
  private final Reactor reactor;
  private final Network network;
  private final Cache cache;
  private final Flights flights = new Flights();
  private final QueryIds ids;
  private int asked;

  /// Whose answers are remembered.
  private List<Address> servers = List.of();

  Lookups(Reactor reactor) {
    this.reactor = reactor;
    network = reactor.service(Network.class);
    ids = new QueryIds(reactor);
    cache = new Cache(reactor.clock());
  }

  Reactor reactor() {
    return reactor;
  }

  Network network() {
    return network;
  }

  /// The answer to `question`; where a server only knows another name for it, that is asked for in
  /// turn.
  ///
  /// - **Waits**: for servers, unless the answer is known; a cancellation point then.
  Answer find(Question question, ResolverOptions options) {
    if (!isCurrent(options)) {
      cache.clear(); // others may know other things, as those of another network do
      servers = options.servers();
    }
    Question next = question;
    for (int i = 0; i <= Chain.MAX_ALIASES; i++) {
      Answer answer = findOne(next, options);
      if (!(answer instanceof Answer.Elsewhere alias)) {
        return answer;
      }
      next = new Question(alias.target(), question.type());
    }
    return new Answer.Failed(Reason.MALFORMED, options.servers());
  }

  private Answer findOne(Question question, ResolverOptions options) {
    Answer known = SpecialNames.answer(question);
    known = known == null && isCurrent(options) ? cache.find(question) : known;
    return known == null
        ? flights.join(question, options.servers(), _ -> ask(question, options))
        : known;
  }

  private Answer ask(Question question, ResolverOptions options) {
    Answer answer = new Inquiry(network, ids, options, asked++).ask(question);
    if (isCurrent(options)) {
      cache.keep(question, answer);
    }
    return answer;
  }

  /// The servers may have changed while those of `options` were asked.
  private boolean isCurrent(ResolverOptions options) {
    return options.servers().equals(servers);
  }
}
