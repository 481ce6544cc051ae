package io.belfry.socketio.engine;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The proxies whose word on where a request came from is taken, by their networks.
///
/// Immutable, and safe in any thread.
final class TrustedProxies {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final List<IpSubnetFilterRule> networks;

  /// Takes networks such as `10.0.0.0/8` or `fd00::/8`, and single addresses.
  ///
  /// @throws IllegalArgumentException when one is neither
  TrustedProxies(Collection<String> networks) {
    List<IpSubnetFilterRule> rules = new ArrayList<>();
    for (String network : networks) {
      rules.add(rule(network));
    }
    this.networks = List.copyOf(rules);
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      throw new IllegalArgumentException("not a network of IP addresses: " + network);
    }
    try {
      int prefix =
          slash < 0 ? bytes.length * Byte.SIZE : Integer.parseInt(network.substring(slash + 1));
      return new IpSubnetFilterRule(
          InetAddress.getByAddress(bytes), prefix, IpFilterRuleType.ACCEPT);
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a network of IP addresses: " + network, e);
    }
  }

  /// The address of the client: the peer's, or when that is a trusted proxy the last one in
  /// `X-Forwarded-For` that is not a trusted proxy too. What clients wrote there themselves stands
  /// before that, and is not believed.
  String clientOf(String peer, MultiMap headers) {
    String client = peer;
    if (!networks.isEmpty()) {
      List<String> hops = hops(headers.getAll(FORWARDED_FOR));
      for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
        if (NetUtil.createByteArrayFromIpAddressString(hops.get(i)) == null) {
          break;
        }
        client = hops.get(i);
      }
    }
    return client;
  }

  private static List<String> hops(List<String> headers) {
    List<String> hops = new ArrayList<>();
    for (String header : headers) {
      for (String hop : header.split(",", -1)) {
        hops.add(hop.strip());
      }
    }
    return hops;
  }

  private boolean isTrusted(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return false;
    }
    try {
      InetSocketAddress socket = new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
      return networks.stream().anyMatch(network -> network.matches(socket));
    } catch (UnknownHostException e) {
      throw new AssertionError("the length of an address", e);
    }
  }
}
