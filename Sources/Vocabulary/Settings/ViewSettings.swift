package import Production

/// What is told of those who watch, and what that is worth.
package struct ViewSettings: Sendable, Equatable {
  package var viewers = ViewerSalt.daily
  /// So long the salt of a day stays, for logs that come later; what only bytes tell of that day is not counted after that.
  package var saltTime: Duration = .days(2)
  /// The table of where addresses are; empty where there is none.
  package var countries = ""
  /// Reports of logs that are followed are renewed no more often than this.
  package var refresh: Duration = .seconds(60)
  /// For the return on what videos cost; nothing where it is not known.
  package var valuePerView = Money.zero
  package var valuePerClick = Money.zero

  package init() {}

  /// A plain name is one in the state folder.
  package func countriesPath(state: String) -> String? {
    countries.isEmpty ? nil : countries.hasPrefix("/") ? countries : "\(state)/\(countries)"
  }
}

extension ServiceSettings {
  static var ofViews: [Setting<ServiceSettings>] {
    [
      Setting("views.viewers", \.views.viewers, .choice()),
      Setting("views.salt_days", \.views.saltTime, .days(1...400)),
      Setting("views.countries", \.views.countries, .fileOrNone(example: "/var/lib/dropreel/countries.csv")),
      Setting("views.refresh_seconds", \.views.refresh, .seconds(1...86_400)),
      Setting("views.value_per_view_dollars", \.views.valuePerView, .dollars),
      Setting("views.value_per_click_dollars", \.views.valuePerClick, .dollars),
    ]
  }
}
