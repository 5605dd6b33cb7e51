package io.weightless.testing.kit;

/// What `Datagrams` promise, and the network that opens them: one test for each sentence of their
/// contracts. The network is the service of [Reactors#openReactor]; the tests use its `127.0.0.1`.
public interface DatagramKit
    extends PassingKit, DatagramWaitsKit, ConnectedDatagramsKit, MulticastKit {}
