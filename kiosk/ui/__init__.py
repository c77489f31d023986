"""The Qt programs: QML screens, their view model, ticket drawing. The only room that knows Qt.

Holds no rules and no words: state comes from `core`, what is shown comes from `present`.
"""
