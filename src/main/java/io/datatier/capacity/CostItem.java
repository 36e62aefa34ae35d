package io.datatier.capacity;

import java.math.BigDecimal;

/**
 * One line of a bill.
 *
 * @param name what is billed
 * @param basis how the price is calculated
 * @param usd US dollars a month of 730 hours
 */
public record CostItem(String name, String basis, BigDecimal usd) {}
