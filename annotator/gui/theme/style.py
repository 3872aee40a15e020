"""The style sheet: Qt's own widgets in the colours and sizes of a theme.

What is painted by hand (buttons, chips, lists) takes its colours from the theme directly.
"""

from __future__ import annotations

from dataclasses import asdict

from annotator.gui.theme.tokens import RADIUS, SIZE, TYPE, Theme


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    values: dict[str, object] = dict(asdict(theme))
    values |= {f"r_{name}": value for name, value in RADIUS.items()}
    values |= {f"t_{name}": value for name, value in TYPE.items()}
    values |= {f"s_{name}": value for name, value in SIZE.items()}
    return _SHEET.format(**values)


_SHEET = """
QAbstractItemView, QPushButton {{ outline:0 }}
QMainWindow, QDialog, QMessageBox {{ background:{panel} }}
*[surface="panel"] {{ background:{panel} }}
*[surface="paper"] {{ background:{paper} }}
*[surface="raised"] {{ background:{raised}; border:1px solid {rim}; border-radius:{r_sheet}px }}
QLabel[dim="true"] {{ color:{ink2} }}
QMenuBar {{ background:{panel}; border:0; padding:4px 6px; spacing:0 }}
QMenuBar::item {{ background:transparent; padding:4px 9px; border-radius:{r_control}px;
  color:{ink2} }}
QMenuBar::item:selected {{ background:{hover}; color:{ink} }}
QMenu {{ background:{raised}; color:{ink}; border:1px solid {rim}; padding:4px }}
QMenu::item {{ padding:5px 24px 5px 12px; border-radius:{r_control}px }}
QMenu::item:selected {{ background:{chosen} }}
QMenu::item:disabled {{ color:{ink3} }}
QMenu::separator {{ height:1px; background:{hair}; margin:4px 8px }}
QMenu::indicator {{ width:12px; height:12px; left:6px }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{ background:{paper}; color:{ink};
  border:1px solid {edge}; border-radius:{r_control}px; padding:0 8px;
  selection-background-color:{select}; selection-color:{ink}; placeholder-text-color:{ink3} }}
QLineEdit, QSpinBox, QComboBox {{ min-height:{s_control}px }}
QPlainTextEdit {{ padding:2px 4px }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color:{ink2} }}
QLineEdit:focus {{ border:2px solid {focus}; padding:0 7px; min-height:24px }}
QPlainTextEdit:focus {{ border:2px solid {focus}; padding:1px 3px }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {{ border-color:{bad} }}
QLineEdit[invalid="true"]:focus, QPlainTextEdit[invalid="true"]:focus {{
  border:2px solid {bad} }}
QLineEdit:disabled {{ color:{ink3}; border-color:{hair} }}
QLineEdit[quiet="true"] {{ border:2px solid {hover}; background:{hover}; padding:0 6px;
  min-height:20px }}
QLineEdit[quiet="true"]:focus {{ border:2px solid {focus}; background:{paper} }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border:0; background:transparent;
  font-size:{t_title}px; padding:0; min-height:28px }}
QPushButton {{ background:transparent; color:{ink}; border:1px solid {edge};
  border-radius:{r_control}px; padding:0 12px; min-height:{s_control}px }}
QPushButton:hover {{ background:{hover} }}
QPushButton:pressed {{ background:{chosen} }}
QPushButton:focus {{ border:2px solid {focus}; padding:0 11px; min-height:24px }}
QPushButton:disabled {{ color:{ink3}; border-color:{hair} }}
QPushButton[primary="true"] {{ background:{ink}; color:{on_ink}; border-color:{ink} }}
QPushButton[primary="true"]:hover {{ background:{ink2}; border-color:{ink2} }}
QPushButton[primary="true"]:focus {{ border:2px solid {focus} }}
QPushButton[primary="true"]:disabled {{ background:{hover}; color:{ink3}; border-color:{hair} }}
QPushButton[flat="true"] {{ border:0; padding:0 6px; color:{ink2} }}
QPushButton[flat="true"]:hover {{ color:{ink}; background:{hover} }}
QPushButton[flat="true"]:focus {{ border:2px solid {focus}; padding:0 4px; min-height:22px }}
QAbstractItemView {{ background:transparent; color:{ink}; border:0;
  selection-background-color:transparent }}
QTableView {{ gridline-color:transparent; alternate-background-color:{panel} }}
QHeaderView {{ background:{paper}; border:0 }}
QHeaderView::section {{ background:{paper}; color:{ink2}; border:0;
  border-bottom:1px solid {hair}; padding:4px 6px; font-size:{t_small}px }}
QScrollArea {{ background:transparent; border:0 }}
QScrollBar:vertical {{ background:transparent; width:10px; margin:0; border:0 }}
QScrollBar::handle:vertical {{ background:{faint}; border-radius:3px; min-height:36px;
  margin:2px 2px }}
QScrollBar::handle:vertical:hover {{ background:{edge} }}
QScrollBar:horizontal {{ background:transparent; height:10px; margin:0; border:0 }}
QScrollBar::handle:horizontal {{ background:{faint}; border-radius:3px; min-width:36px;
  margin:2px 2px }}
QScrollBar::handle:horizontal:hover {{ background:{edge} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width:0; height:0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background:transparent }}
QSplitter::handle {{ background:{hair} }}
QToolTip {{ background:{ink}; color:{on_ink}; border:0; padding:4px 7px; font-size:{t_small}px }}
"""
