package io.datatier.observability;

import io.datatier.proxy.DatabaseProxy;

/** Alarms and the proxy that they watch. */
public record ProxyAlarmsArgs(AlarmSettings settings, DatabaseProxy proxy) {}
